import { describe, expect, it } from "vitest";
import { SourceRefusal } from "../refusal";
import { containerRefusal } from "./refusals";
import { Settings } from "./settings";

const settings = Settings.parse({ account: "acme", container: "exports", auth: "identity" });
const answered = (code: string, statusCode: number, message = "x") =>
  Object.assign(new Error(message), { name: "RestError", code, statusCode });

describe("each refusal of Azure has its own sentence", () => {
  it.each([
    [answered("AuthorizationPermissionMismatch", 403), /does not let Outlay read the container exports/],
    [answered("AuthorizationFailure", 403), /does not let Outlay read the container exports/],
    [answered("KeyBasedAuthenticationNotPermitted", 403), /does not allow account keys/],
    [answered("ContainerNotFound", 404), /no container called exports in the storage account acme/],
    [answered("ConditionNotMet", 412), /written again while it was being read/],
    [answered("BlobArchived", 409), /archive tier/],
    [answered("ServerBusy", 503), /was busy/],
    [answered("", 503), /was busy/],
    [answered("", 403), /does not let Outlay read/],
    [answered("SomethingNew", 400, "brand new"), /refused with SomethingNew: brand new/],
    [answered("ENOTFOUND", 0), /acme\.blob\.core\.windows\.net does not answer.*check the name/],
    [Object.assign(new Error("AADSTS7000222: expired"), { name: "AuthenticationError" }), /client secret has expired/],
    [Object.assign(new Error("AADSTS7000215: wrong"), { name: "AuthenticationError" }), /not accept the client secret/],
    [Object.assign(new Error("no identity"), { name: "CredentialUnavailableError" }), /no Azure identity/],
  ])("%s", (error, sentence) => {
    const refusal = containerRefusal(error, settings);
    expect(refusal).toBeInstanceOf(SourceRefusal);
    expect((refusal as SourceRefusal).message).toMatch(sentence);
    expect((refusal as SourceRefusal).advice).not.toBe("");
  });

  it("names the role that is missing, and leaves a bug a bug", () => {
    const refusal = containerRefusal(answered("AuthorizationPermissionMismatch", 403), settings) as SourceRefusal;
    expect(refusal.advice).toContain("Storage Blob Data Reader");
    const bug = new RangeError("out of range");
    expect(containerRefusal(bug, settings)).toBe(bug);
  });
});
