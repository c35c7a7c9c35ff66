import { describe, expect, it } from "vitest";
import { AnswerCache } from "./cache";

const counted = (answer: unknown) => {
  const asked = {
    times: 0,
    ask: async () => {
      asked.times += 1;
      return answer;
    },
  };
  return asked;
};

describe("the cache of answers", () => {
  it("asks once for the same key, also at the same time", async () => {
    const cache = new AnswerCache(1000);
    const one = counted("1");
    await Promise.all([cache.remember("a", one.ask), cache.remember("a", one.ask)]);
    expect([await cache.remember("a", one.ask), one.times]).toEqual(["1", 1]);
  });

  it("forgets what was not used for longest when it is full", async () => {
    const cache = new AnswerCache(100);
    const [a, b] = [counted("x".repeat(20)), counted("x".repeat(20))];
    await cache.remember("a", a.ask);
    await cache.remember("b", b.ask);
    for (const key of ["c", "d", "e", "f"]) {
      await cache.remember("a", a.ask);
      await cache.remember(key, async () => "x".repeat(20));
    }
    await cache.remember("b", b.ask);
    expect([a.times, b.times, cache.size <= 100]).toEqual([1, 2, true]);
  });

  it("keeps neither a failure nor an answer too large for it", async () => {
    const cache = new AnswerCache(100);
    await expect(cache.remember("a", async () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await cache.remember("a", async () => "yes")).toBe("yes");
    const large = counted("x".repeat(50));
    await cache.remember("large", large.ask);
    await cache.remember("large", large.ask);
    expect(large.times).toBe(2);
  });
});
