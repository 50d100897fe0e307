/** Whether this browser can draw, asked before anything of sigma is loaded. */

export type Drawing = "none" | "software" | "hardware";

export function drawingPower(): Drawing {
  if (typeof WebGLRenderingContext === "undefined") return "none";
  const gl = document.createElement("canvas").getContext("webgl2");
  if (!gl) return "none";
  const about = gl.getExtension("WEBGL_debug_renderer_info");
  const renderer = about ? String(gl.getParameter(about.UNMASKED_RENDERER_WEBGL)) : "";
  gl.getExtension("WEBGL_lose_context")?.loseContext();
  return /swiftshader|llvmpipe|software|basic render/i.test(renderer) ? "software" : "hardware";
}
