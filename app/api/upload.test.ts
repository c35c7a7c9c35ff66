import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { receiveUpload } from "./upload";

const folder = mkdtempSync(join(tmpdir(), "outlay-upload-"));
const uploads = join(folder, "uploads");

beforeAll(() => {
  process.env.OUTLAY_DATA_DIR = folder;
  process.env.OUTLAY_MAX_UPLOAD_MB = "1";
});
afterAll(() => rmSync(folder, { recursive: true }));

type Part = { name: string; filename?: string; content: string | Uint8Array<ArrayBuffer> };

function sent(parts: Part[]): Request {
  const form = new FormData();
  for (const { name, filename, content } of parts) {
    if (filename === undefined) form.append(name, String(content));
    else form.append(name, new Blob([content]), filename);
  }
  return new Request("http://outlay.test/api/v1/imports", { method: "POST", body: form });
}

function raw(body: string, type = "multipart/form-data; boundary=x"): Request {
  return new Request("http://outlay.test/", { method: "POST", body, headers: { "content-type": type } });
}

const left = () => (existsSync(uploads) ? readdirSync(uploads) : []);

describe("an upload", () => {
  it("is on disk as it was sent, whatever the order of its fields", async () => {
    const upload = await receiveUpload(
      sent([
        { name: "file", filename: "march.csv", content: "a,b\n1,2\n" },
        { name: "file", filename: "march.csv", content: "other" },
        { name: "source", content: "Münch 雲" },
      ]),
    );
    expect(upload.fields).toEqual({ source: "Münch 雲" });
    expect(upload.files.map(({ name, bytes }) => [name, bytes])).toEqual([
      ["march.csv", 8],
      ["march.csv", 5],
    ]);
    for (const { path, sha256 } of upload.files) {
      expect(createHash("sha256").update(readFileSync(path)).digest("hex")).toBe(sha256);
    }
    await upload.discard();
    expect(left()).toEqual([]);
  });

  it.each([
    ["../../etc/passwd", "passwd"],
    ["..\\..\\boot.ini", "boot.ini"],
    ["/etc/cron.d/x.csv", "x.csv"],
    ["a\u202eb.csv.gz", "ab.csv.gz"],
    ["$(reboot).csv", "$(reboot).csv"],
    [`${"x".repeat(300)}.csv`, `${"x".repeat(196)}.csv`],
  ])("named %j stays in its folder", async (filename, name) => {
    const upload = await receiveUpload(sent([{ name: "file", filename, content: "x" }]));
    const [file] = upload.files;
    expect(file?.name).toBe(name);
    expect(file?.path.startsWith(`${uploads}/`)).toBe(true);
    expect(file?.path.slice(uploads.length + 1).split("/")).toHaveLength(2);
    await upload.discard();
  });

  it.each([
    ["is larger than allowed", sent([{ name: "file", filename: "x", content: new Uint8Array(1024 * 1024 + 1) }]), 413],
    [
      "is larger than allowed in all",
      sent(["a", "b", "c"].map((filename) => ({ name: "file", filename, content: new Uint8Array(400_000) }))),
      413,
    ],
    ["has no file", sent([{ name: "source", content: "x" }]), 400],
    ["has an empty choice of a file", sent([{ name: "file", filename: "", content: "" }]), 400],
    ["has the file in another field", sent([{ name: "attachment", filename: "x", content: "x" }]), 400],
    ["has an endless field", sent([{ name: "source", content: "x".repeat(5000) }]), 400],
    [
      "has too many files",
      sent(Array.from({ length: 101 }, () => ({ name: "file", filename: "x", content: "x" }))),
      400,
    ],
    ["breaks off", raw('--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nabc'), 400],
    ["is no form", raw("{}", "application/json"), 415],
    ["names no boundary", raw("abc", "multipart/form-data"), 415],
  ])("that %s is refused and leaves nothing behind", async (_what, request, status) => {
    await expect(receiveUpload(request)).rejects.toMatchObject({ status });
    expect(left()).toEqual([]);
  });
});
