"use client";

import { type Ref, useCallback, useState } from "react";
import { classNames } from "@/components/ui/class-names";

type Props = { title: string; html: string; className: string };

/**
 * A mail in a frame that runs nothing and leads nowhere, as high as the mail. It counts as ours only so that its height can
 * be read: whatever it holds, no script of it runs. Until it is measured it scrolls.
 */
export function MailFrame({ title, html, className }: Props) {
  const [height, setHeight] = useState<number | null>(null);
  const measured: Ref<HTMLIFrameElement> = useCallback((frame: HTMLIFrameElement) => {
    const measure = () => setHeight(frame.contentDocument?.body?.offsetHeight || null);
    const watch = new ResizeObserver(measure);
    watch.observe(frame);
    frame.addEventListener("load", measure);
    return () => {
      watch.disconnect();
      frame.removeEventListener("load", measure);
    };
  }, []);
  return (
    <iframe
      ref={measured}
      title={title}
      srcDoc={html}
      sandbox="allow-same-origin"
      style={height === null ? undefined : { height: height + 2 }}
      className={classNames("h-[66rem] w-full rounded-lg border border-line bg-sunken", className)}
    />
  );
}
