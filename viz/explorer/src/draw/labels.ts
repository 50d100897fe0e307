/** How names are written on the picture: with a halo, cut where they would cover too much. */

import type { NodeHoverDrawingFunction, NodeLabelDrawingFunction } from "sigma/rendering";
import type { Palette } from "./palette";

export function labels(colors: Palette): NodeLabelDrawingFunction {
  return (context, data, settings) => {
    if (!data.label) return;
    context.font = `${settings.labelWeight} ${settings.labelSize}px ${settings.labelFont}`;
    const x = data.x + data.size + 3;
    const y = data.y + settings.labelSize / 3;
    context.lineWidth = 3;
    context.lineJoin = "round";
    context.strokeStyle = colors.of("--ground");
    context.strokeText(data.label, x, y);
    context.fillStyle = colors.of("--ink");
    context.fillText(data.label, x, y);
  };
}

/** A plate behind the whole name. */
export function plates(colors: Palette): NodeHoverDrawingFunction {
  return (context, data, settings) => {
    const text = String(data["fullName"] ?? data.label ?? "");
    context.font = `600 ${settings.labelSize}px ${settings.labelFont}`;
    const width = context.measureText(text).width;
    const x = data.x + data.size + 1;
    const height = settings.labelSize + 8;
    context.fillStyle = colors.of("--panel");
    context.strokeStyle = colors.of("--line-strong");
    context.lineWidth = 1;
    context.beginPath();
    context.roundRect(x - 2, data.y - height / 2, width + 10, height, 4);
    context.fill();
    context.stroke();
    context.fillStyle = colors.of("--ink");
    context.fillText(text, x + 3, data.y + settings.labelSize / 3);
  };
}
