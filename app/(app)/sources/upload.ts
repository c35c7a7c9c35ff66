import { z } from "zod";

const Accepted = z.object({ id: z.string() });
const Problem = z.object({ title: z.string().optional(), detail: z.string().optional() });

export type Upload = { files: File[]; source: string; onProgress: (sent: number, total: number) => void };

/** Sends files to the import API; the fetch of browsers cannot say how far an upload is, so this is XHR. */
export function uploadFiles({ files, source, onProgress }: Upload): Promise<z.output<typeof Accepted>> {
  const form = new FormData();
  if (source) form.append("source", source); // before the files: the server reads the form as a stream
  for (const file of files) form.append("file", file);

  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/api/v1/imports");
    request.setRequestHeader("accept", "application/json");
    request.upload.onprogress = ({ loaded, total }) => onProgress(loaded, total);
    request.onerror = () => reject(new Error("The connection broke while the files were sent. Nothing was imported."));
    request.onload = () => {
      if (request.status === 202) resolve(Accepted.parse(JSON.parse(request.responseText)));
      else reject(new Error(reasonOf(request)));
    };
    request.send(form);
  });
}

function reasonOf({ status, responseText }: XMLHttpRequest): string {
  try {
    const { detail, title } = Problem.parse(JSON.parse(responseText));
    return detail ?? title ?? `The server answered ${status}. Nothing was imported.`;
  } catch {
    return `The server answered ${status}. Nothing was imported.`;
  }
}
