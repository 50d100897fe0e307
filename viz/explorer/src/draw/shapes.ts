/** A sigma node program that draws grades by shape: distances to the outline are computed for each pixel. */

import { NodeProgram, type ProgramInfo } from "sigma/rendering";
import type { NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";

/** Numbers that the shader knows the shapes by. */
export const SHAPES = { circle: 0, triangle: 1, square: 2, star: 3, diamond: 4 } as const;
export type Shape = keyof typeof SHAPES;

/** What a node carries beside sigma's own; `rim` is a share of the radius. */
export interface ShapeData extends NodeDisplayData {
  shape: Shape;
  person: boolean;
  rimColor: string;
  rim: number;
}

const VERTEX = /* glsl */ `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec4 a_rim;
attribute vec2 a_position;
attribute float a_size;
attribute float a_shape;
attribute float a_person;
attribute float a_width;
attribute float a_angle;

uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_correctionRatio;

varying vec4 v_color;
varying vec4 v_rim;
varying vec2 v_point;
varying float v_soft;
varying float v_shape;
varying float v_person;
varying float v_width;

const float bias = 255.0 / 254.0;

void main() {
  float size = a_size * u_correctionRatio / u_sizeRatio * 4.0;
  vec2 offset = size * 1.25 * vec2(cos(a_angle), sin(a_angle));
  gl_Position = vec4((u_matrix * vec3(a_position + offset, 1)).xy, 0, 1);
  float radius = size / 2.0;
  v_point = offset / radius;
  v_soft = u_correctionRatio * 2.0 / radius;
  v_shape = a_shape;
  v_person = a_person;
  v_width = a_width;
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= bias;
  v_rim = a_rim;
  v_rim.a *= bias;
}
`;

const FRAGMENT = /* glsl */ `
precision highp float;

varying vec4 v_color;
varying vec4 v_rim;
varying vec2 v_point;
varying float v_soft;
varying float v_shape;
varying float v_person;
varying float v_width;

float triangle(vec2 p) {
  p.y += 0.15;
  return max(abs(p.x) * 0.866 + p.y * 0.5, -p.y) - 0.56;
}

float star(vec2 p) {
  const vec2 k1 = vec2(0.809016994375, -0.587785252292);
  const vec2 k2 = vec2(-0.809016994375, -0.587785252292);
  p.x = abs(p.x);
  p -= 2.0 * max(dot(k1, p), 0.0) * k1;
  p -= 2.0 * max(dot(k2, p), 0.0) * k2;
  p.x = abs(p.x);
  p.y -= 1.2;
  vec2 ba = 0.5 * vec2(-k1.y, k1.x) - vec2(0.0, 1.0);
  float along = clamp(dot(p, ba) / dot(ba, ba), 0.0, 1.2);
  return length(p - ba * along) * sign(p.y * ba.x - p.x * ba.y);
}

float outline(vec2 p) {
  if (v_shape < 0.5) return length(p) - 0.92;
  if (v_shape < 1.5) return triangle(p);
  if (v_shape < 2.5) return max(abs(p.x), abs(p.y)) - 0.82;
  if (v_shape < 3.5) return star(p);
  return (abs(p.x) + abs(p.y)) * 0.7071 - 0.74;
}

void main(void) {
  float d = outline(v_point);
  #ifdef PICKING_MODE
  gl_FragColor = d > 0.05 ? vec4(0.0) : v_color;
  #else
  vec4 inside = mix(v_color, v_rim, smoothstep(-v_width - v_soft, -v_width, d));
  float core = v_person * (1.0 - smoothstep(0.26, 0.26 + v_soft, length(v_point)));
  inside = mix(inside, vec4(1.0), core);
  gl_FragColor = mix(inside, vec4(0.0), smoothstep(-v_soft * 0.5, v_soft * 0.5, d));
  #endif
}
`;

const FLOAT = 0x1406;
const UNSIGNED_BYTE = 0x1401;
const TRIANGLES = 4;
const UNIFORMS = ["u_sizeRatio", "u_correctionRatio", "u_matrix"] as const;

export class GradeShapes extends NodeProgram<(typeof UNIFORMS)[number]> {
  override getDefinition() {
    const bytes = { size: 4, type: UNSIGNED_BYTE, normalized: true };
    const one = { size: 1, type: FLOAT };
    return {
      VERTICES: 3,
      VERTEX_SHADER_SOURCE: VERTEX,
      FRAGMENT_SHADER_SOURCE: FRAGMENT,
      METHOD: TRIANGLES,
      UNIFORMS,
      ATTRIBUTES: [
        { name: "a_position", size: 2, type: FLOAT },
        { name: "a_size", ...one },
        { name: "a_shape", ...one },
        { name: "a_person", ...one },
        { name: "a_width", ...one },
        { name: "a_color", ...bytes },
        { name: "a_rim", ...bytes },
        { name: "a_id", ...bytes },
      ],
      CONSTANT_ATTRIBUTES: [{ name: "a_angle", ...one }],
      CONSTANT_DATA: [[0], [(2 * Math.PI) / 3], [(4 * Math.PI) / 3]],
    };
  }

  override processVisibleItem(nodeIndex: number, start: number, data: NodeDisplayData): void {
    const node = data as ShapeData;
    const values = [
      node.x,
      node.y,
      node.size,
      SHAPES[node.shape],
      node.person ? 1 : 0,
      node.rim,
      floatColor(node.color),
      floatColor(node.rimColor),
      nodeIndex,
    ];
    this.array.set(values, start);
  }

  override setUniforms(params: RenderParams, { gl, uniformLocations }: ProgramInfo): void {
    gl.uniform1f(uniformLocations["u_correctionRatio"]!, params.correctionRatio);
    gl.uniform1f(uniformLocations["u_sizeRatio"]!, params.sizeRatio);
    gl.uniformMatrix3fv(uniformLocations["u_matrix"]!, false, params.matrix);
  }
}
