type Line = { progress?: Progress; answer?: unknown; refusal?: { message: string } };
export type Progress = { done: number; total: number };

/** Reads an answer of the query route line by line: how far it is, and at last what it is. */
export async function lastLine(response: Response, progress?: (progress: Progress) => void): Promise<unknown> {
  if (!response.ok || !response.body) throw new Error(`The question was refused with ${response.status}.`);
  for await (const line of linesOf(response.body)) {
    if (line.progress) progress?.(line.progress);
    if (line.refusal) throw new Error(line.refusal.message);
    if (line.answer !== undefined) return line.answer;
  }
  throw new Error("The answer broke off.");
}

async function* linesOf(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<Line> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = `${text}${part.value}`.split("\n");
    text = lines.pop() ?? "";
    for (const line of lines) yield JSON.parse(line) as Line;
  }
}
