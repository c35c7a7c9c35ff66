import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { explorationFromUrl } from "@/lib/query/exploration";
import { plainView } from "@/lib/query/view";
import { narrowed } from "../drill";
import { insideOf } from "./inside";
import { rowHref } from "./row-href";

const calendar = { today: "2026-11-27", yearStart: 1 };
const asked = (href: string) =>
  explorationFromUrl(new URLSearchParams(href.slice(href.indexOf("?") + 1)), calendar).question;

describe("the address of a row", () => {
  it("asks what the same name asks anywhere else, whatever it is called", () => {
    const name = fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(fc.option(name), name, (service, team) => {
        const { question } = explorationFromUrl(
          { groupBy: "service,tag.team", where: ["region:eq:eu\\, west", "tag.team:eq:blue"] },
          calendar,
        );
        const found = asked(rowHref(insideOf(question, plainView), JSON.stringify([service, team])) ?? "");
        const wanted = narrowed(question, { service, "tag.team": team });
        expect([found.where, found.groupBy]).toEqual([wanted?.where, wanted?.groupBy]);
      }),
    );
  });

  it("is none where it would ask the same again", () => {
    const { question } = explorationFromUrl({ groupBy: "service", where: "service:eq:A" }, calendar);
    expect(rowHref(insideOf(question, plainView), '["A"]')).toBeUndefined();
    expect(rowHref(insideOf({ ...question, groupBy: [] }, plainView), "[]")).toBeUndefined();
  });
});
