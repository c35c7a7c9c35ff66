export type Upload = { files: File[]; source: string; onProgress: (sent: number, total: number) => void };

/** Sends files to the import API; the fetch of browsers cannot say how far an upload is, so this is XHR. */
export function uploadFiles({ files, source, onProgress }: Upload): Promise<{ id: string }> {
  const form = new FormData();
  if (source) form.append("source", source);
  for (const file of files) form.append("file", file);

  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/api/v1/imports");
    request.responseType = "json";
    request.setRequestHeader("accept", "application/json");
    request.upload.onprogress = ({ loaded, total }) => onProgress(loaded, total);
    request.onerror = () => reject(new Error("The connection broke while the files were sent. Nothing was imported."));
    request.onload = () => {
      const { id, detail } = (request.response ?? {}) as { id?: unknown; detail?: unknown };
      if (request.status === 202 && typeof id === "string") return resolve({ id });
      const reason = typeof detail === "string" ? detail : `The server answered ${request.status}.`;
      reject(new Error(reason));
    };
    request.send(form);
  });
}
