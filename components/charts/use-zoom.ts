import { type MouseEvent, useRef, useState } from "react";
import type { MouseHandlerDataParam } from "recharts";

/** First and last bucket between which the pointer was drawn. */
export type Span = { from: number; to: number };

/** Drawing a span with the mouse zooms into it; a finger scrolls the page as ever, and the keyboard has the date fields. */
export function useZoom(zoom: ((span: Span) => void) | undefined) {
  const [span, setSpan] = useState<Span | null>(null);
  // Not drawn before it moves: a chart that is drawn anew under the pointer hears no click.
  const begun = useRef<number | null>(null);
  if (!zoom) return { span: null, handlers: {} };
  const at = ({ activeTooltipIndex }: MouseHandlerDataParam) => {
    const index = Number(activeTooltipIndex);
    return activeTooltipIndex === undefined || activeTooltipIndex === null || Number.isNaN(index) ? null : index;
  };
  const begin = (state: MouseHandlerDataParam, event: MouseEvent) => {
    const index = at(state);
    if (index === null || event.button !== 0) return;
    event.preventDefault(); // or the words of the page are selected
    begun.current = index;
  };
  const draw = (state: MouseHandlerDataParam) => {
    const [from, to] = [begun.current, at(state)];
    if (from !== null && to !== null && to !== (span?.to ?? from)) setSpan({ from, to });
  };
  const leave = () => {
    begun.current = null;
    setSpan(null);
  };
  const end = () => {
    leave();
    if (span && span.from !== span.to) zoom({ from: Math.min(span.from, span.to), to: Math.max(span.from, span.to) });
  };
  return { span, handlers: { onMouseDown: begin, onMouseMove: draw, onMouseUp: end, onMouseLeave: leave } };
}
