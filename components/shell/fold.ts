/** Remembers that the navigation is folded to icons. */
export const FOLD_COOKIE = "outlay_folded";
