"use client";

import { Command } from "cmdk";
import { useRouter } from "next/navigation";
import { type RefObject, useEffect, useState } from "react";
import { Front } from "./front";
import { type Found, pages } from "./place";
import { useFound } from "./use-found";

/** `first`: what was typed before it was there. */
type Props = { first: RefObject<string>; close: () => void };

/** Goes anywhere by typing: pages, saved views, services, accounts, tags, resources. */
export function Palette({ first, close }: Props) {
  const router = useRouter();
  const [text, setText] = useState("");
  // It is drawn some time before it is shown, and until then keys go on being kept.
  useEffect(() => setText(first.current), [first]);
  const { found, state } = useFound(text);
  const wanted = text.trim().toLowerCase();
  const all = [...pages.filter(({ label }) => label.toLowerCase().includes(wanted)), ...found];
  const groups = [...new Set(all.map(({ group }) => group))];
  const go = ({ href }: Found) => {
    close();
    router.push(href);
  };
  return (
    <Front label="Find anything" close={close}>
      <Command label="Find anything" shouldFilter={false} loop>
        <Command.Input
          autoFocus
          value={text}
          onValueChange={setText}
          placeholder="Services, accounts, tags, resources, saved views"
          className="w-full border-line border-b bg-transparent px-5 py-4 text-base outline-none placeholder:text-faint"
        />
        <Command.List className="max-h-[52vh] overflow-y-auto p-2">
          {state === "failed" && (
            <p role="alert" className="px-3 py-6 text-center text-muted text-sm">
              The search did not answer. Type again to repeat it.
            </p>
          )}
          <Command.Empty className="px-3 py-6 text-center text-muted text-sm">
            {state === "asking" ? "Looking" : `Nothing is called ${text}.`}
          </Command.Empty>
          {groups.map((group) => (
            <Command.Group
              key={group}
              heading={group}
              className="[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-faint [&_[cmdk-group-heading]]:text-xs"
            >
              {all
                .filter((place) => place.group === group)
                .map((place) => (
                  <Command.Item
                    key={place.id}
                    value={place.id}
                    onSelect={() => go(place)}
                    className="flex h-9 cursor-pointer items-center gap-4 rounded-md px-3 text-sm data-[selected=true]:bg-hover"
                  >
                    <span className="min-w-0 flex-1 truncate">
                      <bdi>{place.label}</bdi>
                    </span>
                    {place.detail && <span className="max-w-[45%] truncate text-faint text-xs">{place.detail}</span>}
                  </Command.Item>
                ))}
            </Command.Group>
          ))}
        </Command.List>
      </Command>
    </Front>
  );
}
