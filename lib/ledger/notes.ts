/** As many notes of one kind as anybody reads. */
const MOST_ALIKE = 20;

/** The first notes of one kind, and how many more there are. */
export function limitedNotes(notes: string[]): string[] {
  const more = notes.length - MOST_ALIKE;
  if (more <= 0) return notes;
  return [...notes.slice(0, MOST_ALIKE), `The same goes for ${more} more.`];
}
