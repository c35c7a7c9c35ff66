import { Cloud, FileUp, FolderSync } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

type Choice = { id: string; label: string; description: string };
type Props = { choices: Choice[]; chosen: string | undefined };

/** Every connector there is, and files, which need none. */
export function ConnectorChoice({ choices, chosen }: Props) {
  return (
    <nav aria-label="Kinds of source" className="flex flex-col gap-2 self-start">
      {choices.map(({ id, label, description }) => (
        <Kind
          key={id}
          href={`/sources/add?connector=${id}#connect`}
          current={id === chosen}
          icon={
            id === "watched-folder" ? (
              <FolderSync aria-hidden className="size-4" />
            ) : (
              <Cloud aria-hidden className="size-4" />
            )
          }
          label={label}
        >
          {description}
        </Kind>
      ))}
      <Kind href="/sources#files" current={false} icon={<FileUp aria-hidden className="size-4" />} label="FOCUS files">
        Drop files of any provider. Nothing is asked of it.
      </Kind>
    </nav>
  );
}

type KindProps = { href: string; current: boolean; icon: ReactNode; label: string; children: ReactNode };

function Kind({ href, current, icon, label, children }: KindProps) {
  return (
    <Link
      href={href}
      aria-current={current ? "true" : undefined}
      className={`rounded-lg border px-4 py-3 ${current ? "border-accent bg-accent-soft" : "border-line-strong hover:bg-sunken"}`}
    >
      <span className="flex items-center gap-2 font-medium">
        <span className={current ? "text-accent" : "text-faint"}>{icon}</span>
        {label}
      </span>
      <span className="mt-1 block text-muted text-sm">{children}</span>
    </Link>
  );
}
