/** The one right verdict on a resource at balanced rules, with the target where there is one. */
export type Expected = {
  verdict:
    | "skipped"
    | "optimal"
    | "idle"
    | "stopped"
    | "unattached"
    | "unused"
    | "outdated"
    | "under_provisioned"
    | "over_provisioned"
    | "previous_generation"
    | "runs_at_night"
    | "other_architecture"
    | "no_lifecycle";
  /** Instance type, class of database or type of volume that it should become. */
  target?: string;
  because: string;
};

const towards =
  (verdict: Expected["verdict"], usual: string) =>
  (target: string, because = usual): Expected => ({ verdict, target, because });
const plainly =
  (verdict: Expected["verdict"]) =>
  (because: string): Expected => ({ verdict, because });

export const over = towards("over_provisioned", "Little of its processor and memory is used.");
export const arm = towards("other_architecture", "Its size is right; the same on Arm costs less.");
export const older = towards("previous_generation", "A current type does the same for less.");

export const skipped = plainly("skipped");
export const optimal = plainly("optimal");
export const tooSmall = plainly("under_provisioned");
export const idle = plainly("idle");
export const unattached = plainly("unattached")("It is attached to nothing for weeks.");
export const unused = plainly("unused")("It is associated with nothing.");
export const outdated = plainly("outdated")("It is old and nothing starts from it.");
export const stopped = plainly("stopped")("Stopped for weeks; its volumes still cost.");
export const untidy = plainly("no_lifecycle")("Nothing ever moves or deletes its old objects.");
export const night = plainly("runs_at_night")("Nobody uses it outside office hours.");
