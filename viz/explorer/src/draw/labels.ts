/** How names are written on the picture: below the node, with a halo, cut where they would cover too much. */

import type { NodeHoverDrawingFunction, NodeLabelDrawingFunction } from "sigma/rendering";
import type { Palette } from "./palette";

const MARGIN = 4;

export function labels(colors: Palette): NodeLabelDrawingFunction {
  return (context, data, settings) => {
    if (!data.label) return;
    context.font = `${settings.labelWeight} ${settings.labelSize}px ${settings.labelFont}`;
    context.textAlign = "center";
    const x = within(context, data.x, context.measureText(data.label).width);
    const y = data.y + data.size + settings.labelSize;
    context.lineWidth = 3;
    context.lineJoin = "round";
    context.strokeStyle = colors.of("--ground");
    context.strokeText(data.label, x, y);
    context.fillStyle = colors.of("--ink");
    context.fillText(data.label, x, y);
  };
}

/** The middle of a text that wants to stand at `x`, moved so far that the canvas holds all of it. */
function within(context: CanvasRenderingContext2D, x: number, width: number): number {
  const room = context.canvas.width / context.getTransform().a;
  const most = room - width / 2 - MARGIN;
  return Math.max(Math.min(x, most), Math.min(width / 2 + MARGIN, room / 2));
}

/** A plate behind the whole name, where the name stands. */
export function plates(colors: Palette): NodeHoverDrawingFunction {
  return (context, data, settings) => {
    const text = String(data["fullName"] ?? data.label ?? "");
    context.font = `600 ${settings.labelSize}px ${settings.labelFont}`;
    const width = context.measureText(text).width;
    context.textAlign = "center";
    const x = within(context, data.x, width + 10);
    const y = data.y + data.size + settings.labelSize;
    const height = settings.labelSize + 8;
    context.fillStyle = colors.of("--panel");
    context.strokeStyle = colors.of("--line-strong");
    context.lineWidth = 1;
    context.beginPath();
    context.roundRect(x - width / 2 - 5, y - settings.labelSize / 3 - height / 2, width + 10, height, 4);
    context.fill();
    context.stroke();
    context.fillStyle = colors.of("--ink");
    context.fillText(text, x, y);
  };
}
