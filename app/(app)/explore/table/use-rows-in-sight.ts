"use client";

import { type RefObject, useEffect, useState } from "react";

/** As high as every row of a long table is, with its line and the drawing beside it. */
export const ROW = 39;
const FIRST_PAINT = 700;
const BESIDE = 12;

/** Which rows of a frame that scrolls are looked at, from one and up to another, with some on either side. */
export function useRowsInSight(frame: RefObject<HTMLElement | null>, count: number): [from: number, to: number] {
  const [sight, setSight] = useState({ top: 0, height: FIRST_PAINT });
  useEffect(() => {
    const own = frame.current;
    if (!own) return;
    const look = () => setSight({ top: own.scrollTop, height: own.clientHeight });
    const sized = new ResizeObserver(look);
    sized.observe(own);
    own.addEventListener("scroll", look, { passive: true });
    return () => {
      sized.disconnect();
      own.removeEventListener("scroll", look);
    };
  }, [frame]);
  const from = Math.floor(sight.top / ROW) - BESIDE;
  const to = Math.ceil((sight.top + sight.height) / ROW) + BESIDE;
  return [Math.max(0, Math.min(from, count)), Math.min(to, count)];
}
