/** Says why the first bytes of a file cannot be those of a csv file; null when they can. */
export function notCsv(head: Buffer): string | null {
  if (head.length === 0) return "The file is empty.";
  return wrongFormat(head) ?? wrongEncoding(head) ?? wrongText(head);
}

const signatures: [bytes: number[], reason: string][] = [
  [
    [0x50, 0x41, 0x52, 0x31],
    "This is a Parquet file inside an archive; import it as it is, Parquet is compressed already.",
  ],
  [[0x50, 0x4b, 0x03, 0x04], "This is a zip archive inside an archive; unpack it once and import it again."],
  [[0x50, 0x4b, 0x05, 0x06], "This is an empty zip archive."],
  [[0x1f, 0x8b], "The file is compressed twice; unpack it once and import it again."],
  [[0x28, 0xb5, 0x2f, 0xfd], "This is a zstd archive; unpack it, or compress the csv file with gzip."],
  [[0x42, 0x5a, 0x68], "This is a bzip2 archive; unpack it, or compress the csv file with gzip."],
  [[0xfd, 0x37, 0x7a, 0x58], "This is an xz archive; unpack it, or compress the csv file with gzip."],
  [[0x25, 0x50, 0x44, 0x46], "This is a PDF, not a csv file."],
  [[0xd0, 0xcf, 0x11, 0xe0], "This is an old Excel file; save the sheet as csv (UTF-8)."],
];

function wrongFormat(head: Buffer): string | null {
  if (head.toString("latin1", 257, 262) === "ustar")
    return "This is a tar archive; unpack it and import what is in it.";
  return signatures.find(([bytes]) => startsWith(head, bytes))?.[1] ?? null;
}

function wrongEncoding(head: Buffer): string | null {
  if (startsWith(head, [0xff, 0xfe, 0, 0]) || startsWith(head, [0, 0, 0xfe, 0xff])) return encoded("UTF-32");
  if (startsWith(head, [0xff, 0xfe]) || startsWith(head, [0xfe, 0xff])) return encoded("UTF-16");
  const zeros = [0, 1].map((side) => head.filter((byte, index) => byte === 0 && index % 2 === side).length);
  const [few = 0, many = 0] = zeros.toSorted((one, other) => one - other);
  if (many === 0) return null;
  // Plain letters in UTF-16 have a zero in every other byte, and nowhere else.
  const isUtf16 = many > head.length / 4 && few < many / 10;
  return isUtf16 ? encoded("UTF-16") : "The file contains NUL bytes: it is not text.";
}

function encoded(name: string): string {
  return `The file is encoded as ${name}; save it as UTF-8.`;
}

function wrongText(head: Buffer): string | null {
  const start = head.toString("utf8", 0, 512).trimStart();
  if (start.startsWith("<")) {
    return "This is a web page or XML, not a csv file: was a sign-in or error page saved in its place?";
  }
  if (/^[{[]/.test(start)) return "This is JSON, not a csv file.";
  const controls = head.filter((byte) => byte < 32 && byte !== 9 && byte !== 10 && byte !== 13).length;
  return controls > head.length / 50 ? "The file is not text." : null;
}

function startsWith(head: Buffer, bytes: number[]): boolean {
  return bytes.every((byte, index) => head[index] === byte);
}
