import { afterEach, describe, expect, it } from "vitest";
import { SourceRefusal } from "../refusal";
import { refusalOf } from "./refusals";
import { checked, plainScript, readAll, type ScriptedCloud, scriptedCloud } from "./scripted-cloud";

let cloud: ScriptedCloud | undefined;
afterEach(async () => {
  await cloud?.stop();
  cloud = undefined;
});

const denied =
  "User: arn:aws:iam::1:user/x is not authorized to perform: ce:GetCostAndUsage on resource: * because no identity-based policy allows the ce:GetCostAndUsage action";

describe("each refusal of AWS has its own sentence", () => {
  it.each([
    ["DataUnavailableException", "Data is not available", /not prepared the cost data/],
    ["BillExpirationException", "expired", /no longer keeps/],
    ["InvalidNextTokenException", "bad token", /page mark/],
    ["RequestChangedException", "changed", /changed while its pages/],
    ["ResourceNotFoundException", "no view", /does not find the billing view/],
    ["BillingViewHealthStatusException", "unhealthy", /billing view of this account is not healthy/],
    ["ValidationException", "Start date is wrong", /refused the question.*Start date is wrong/],
    ["AccessDeniedException", denied, /permission ce:GetCostAndUsage is missing/],
    ["AccessDeniedException", "User not enabled for cost explorer access", /not switched on for this account/],
    ["ExpiredTokenException", "expired", /temporary credentials have expired/],
    [
      "UnrecognizedClientException",
      "The security token included in the request is invalid.",
      /does not know this access key/,
    ],
    [
      "InvalidSignatureException",
      "The request signature we calculated does not match",
      /does not belong to the access key id/,
    ],
    ["InvalidSignatureException", "Signature expired: 2020 is now earlier than", /clock of this machine/],
    ["OptInRequired", "needs a subscription", /not switched on for this account/],
    ["UnknownOperationException", "", /does not know this question/],
    ["SomethingNewException", "brand new", /refused with SomethingNewException: brand new/],
  ])("%s (%s)", async (type, message, sentence) => {
    cloud = await scriptedCloud(() => ({ type, message }));
    const outcome = await checked(cloud.url);
    expect(outcome).toMatchObject({ ok: false, message: expect.stringMatching(sentence) as string });
    expect(outcome.advice).not.toBe("");
  });

  it("goes by the name and not by the status", async () => {
    cloud = await scriptedCloud(() => ({ type: "ResourceNotFoundException", status: 403 }));
    expect((await checked(cloud.url)).message).toMatch(/billing view/);
  });

  it("says that an answer was cut off", async () => {
    cloud = await scriptedCloud(plainScript(() => ({ body: { ResultsByTime: [] }, cut: true })));
    await expect(readAll(cloud.url)).rejects.toThrow(/cut off or is not in Cost Explorer's format/);
  });

  it("names a profile that does not exist", async () => {
    const outcome = await checked("http://127.0.0.1:9", { auth: "profile", profile: "no-such-profile-anywhere" });
    expect(outcome.message).toMatch(/profile is not in the AWS configuration/);
  });

  it.each([
    ["LimitExceededException", /limits how fast/],
    ["ThrottlingException", /limits how fast/],
    ["InternalServerErrorException", /refused with|internal error/],
    ["InternalFailure", /internal error/],
    ["TokenProviderError", /sign-in of this profile has run out/],
    ["TimeoutError", /did not answer in time/],
    ["SyntaxError", /cut off/],
  ])("%s, after the tries were used up", (name, sentence) => {
    const refusal = refusalOf(answered(name, "x"), "ce:GetCostAndUsage");
    expect(refusal).toBeInstanceOf(SourceRefusal);
    expect((refusal as SourceRefusal).message).toMatch(sentence);
  });

  it.each([
    ["ECONNREFUSED", /connection was refused/],
    ["ENOTFOUND", /cannot be found/],
    ["ECONNRESET", /was cut/],
    ["SELF_SIGNED_CERT_IN_CHAIN", /certificate/],
  ])("%s, when the network fails", (code, sentence) => {
    const refusal = refusalOf(Object.assign(new Error("x"), { code }), "ce:GetCostAndUsage");
    expect((refusal as SourceRefusal).message).toMatch(sentence);
    expect((refusal as SourceRefusal).code).toBe("unavailable");
  });

  it.each([
    ["Could not load credentials from any providers", /no AWS credentials/],
    ["Could not resolve credentials using profile: [nope] in configuration/credentials file(s).", /profile is not in/],
    ["The SSO session associated with this profile has expired. Run aws sso login", /has run out/],
  ])("missing credentials: %s", (text, sentence) => {
    const refusal = refusalOf(answered("CredentialsProviderError", text), "ce:GetCostAndUsage");
    expect((refusal as SourceRefusal).message).toMatch(sentence);
  });

  it("names sts:AssumeRole when the role is closed", () => {
    const refusal = refusalOf(
      answered("AccessDenied", "User is not authorized to perform: sts:AssumeRole on resource"),
      "sts:AssumeRole",
    );
    expect((refusal as SourceRefusal).message).toContain("sts:AssumeRole");
    expect((refusal as SourceRefusal).advice).toMatch(/external id/);
  });

  it("leaves a bug a bug", () => {
    const bug = new RangeError("out of range");
    expect(refusalOf(bug, "ce:GetCostAndUsage")).toBe(bug);
  });
});

function answered(name: string, message: string): Error {
  return Object.assign(new Error(message), { name, $fault: "client", $metadata: {} });
}
