const words = {
  metrics: "Its metrics could not be read",
  types: "The instance types of its region could not be read",
  prices: "The price list of its region could not be read",
  volumes: "Its volumes could not be read",
};

/** A verdict cannot be reached, because what it depends on was not read; others on the same page can. */
export class NotRead extends Error {
  constructor(what: keyof typeof words) {
    super(`${words[what]}: the notes of the last look say why.`);
    this.name = "NotRead";
  }
}
