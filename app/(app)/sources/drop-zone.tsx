"use client";

import { FileUp, X } from "lucide-react";
import { useRouter } from "next/navigation";
import { type DragEvent, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { classNames } from "@/components/ui/class-names";
import { TextField } from "@/components/ui/field";
import { Progress } from "@/components/ui/progress";
import { bytes } from "./bytes";
import { uploadFiles } from "./upload";

type Sending = { sent: number; total: number } | null;

/** Files dragged here or chosen are sent to the import; its own page then tells how it goes. */
export function DropZone({ knownSources }: { knownSources: string[] }) {
  const router = useRouter();
  const [files, setFiles] = useState<File[]>([]);
  const [source, setSource] = useState("");
  const [sending, setSending] = useState<Sending>(null);
  const [refusal, setRefusal] = useState<string | null>(null);

  const add = (more: File[]) => {
    setRefusal(null);
    setFiles((before) => [...before, ...more.filter(({ name }) => !before.some((file) => file.name === name))]);
  };
  const send = async () => {
    setRefusal(null);
    setSending({ sent: 0, total: sumOf(files) });
    try {
      const { id } = await uploadFiles({
        files,
        source: source.trim(),
        onProgress: (sent, total) => setSending({ sent, total }),
      });
      router.push(`/sources/runs/${id}`);
    } catch (error) {
      setRefusal(error instanceof Error ? error.message : String(error));
      setSending(null);
    }
  };

  return (
    <div className="flex flex-col gap-4" data-needs-script="">
      <Target add={add} disabled={sending !== null} />
      {refusal && (
        <Callout tone="bad" title="The files were refused" live>
          {refusal}
        </Callout>
      )}
      {files.length > 0 && (
        <>
          <Chosen files={files} remove={(name) => setFiles(files.filter((file) => file.name !== name))} />
          <NameAndSend known={knownSources} source={source} setSource={setSource} send={send} sending={sending} />
        </>
      )}
    </div>
  );
}

function Target({ add, disabled }: { add: (files: File[]) => void; disabled: boolean }) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const id = useId();
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!disabled) add([...event.dataTransfer.files]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button inside does the same by keyboard
    <div
      onDragOver={(event) => event.preventDefault()}
      onDragEnter={() => setOver(true)}
      onDragLeave={(event) => event.currentTarget.contains(event.relatedTarget as Node | null) || setOver(false)}
      onDrop={drop}
      className={classNames(
        "flex flex-col items-center gap-3 rounded-xl border border-dashed px-6 py-10 text-center transition-colors",
        over ? "border-accent bg-accent-soft" : "border-control bg-sunken",
      )}
    >
      <FileUp aria-hidden className="size-7 stroke-[1.5] text-faint" />
      <div>
        <label htmlFor={id} className="font-medium">
          Drop FOCUS files here
        </label>
        <p className="mt-1 text-muted text-sm">
          csv, csv.gz, zip or Parquet, FOCUS 1.0 to 1.4. Importing the same file again changes nothing.
        </p>
      </div>
      <input
        ref={input}
        id={id}
        type="file"
        multiple
        accept=".csv,.gz,.zip,.parquet,text/csv,application/gzip,application/zip"
        className="sr-only"
        tabIndex={-1}
        disabled={disabled}
        onChange={({ currentTarget }) => {
          add([...(currentTarget.files ?? [])]);
          currentTarget.value = "";
        }}
      />
      <Button disabled={disabled} onClick={() => input.current?.click()}>
        Choose files
      </Button>
    </div>
  );
}

function Chosen({ files, remove }: { files: File[]; remove: (name: string) => void }) {
  return (
    <ul aria-label="Chosen files" className="divide-y divide-line border-line border-y">
      {files.map(({ name, size }) => (
        <li key={name} className="flex items-center gap-3 py-1.5 text-sm">
          <span className="min-w-0 flex-1 truncate">{name}</span>
          <span className="tabular text-muted">{bytes(size)}</span>
          <Button look="ghost" size="icon" aria-label={`Leave out ${name}`} onClick={() => remove(name)}>
            <X aria-hidden />
          </Button>
        </li>
      ))}
    </ul>
  );
}

type NameProps = {
  known: string[];
  source: string;
  setSource: (name: string) => void;
  send: () => Promise<void>;
  sending: Sending;
};

function NameAndSend({ known, source, setSource, send, sending }: NameProps) {
  const list = useId();
  if (sending) {
    const text = `${bytes(sending.sent)} of ${bytes(sending.total)} sent`;
    return <Progress label="Sending the files" done={sending.sent} total={sending.total} text={text} />;
  }
  return (
    <div className="flex flex-wrap items-end gap-3">
      <TextField
        name="source"
        label="Source name"
        optional
        list={list}
        value={source}
        maxLength={100}
        placeholder="Uploaded files"
        onChange={({ currentTarget }) => setSource(currentTarget.value)}
        className="w-full sm:w-72"
      />
      <datalist id={list}>
        {known.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <Button look="primary" className="h-9" onClick={() => void send()}>
        Import
      </Button>
    </div>
  );
}

const sumOf = (files: File[]) => files.reduce((sum, { size }) => sum + size, 0);
