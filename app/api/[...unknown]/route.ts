import { askerOf } from "../asker";
import { HttpRefusal, problemOf } from "../problem";

/** A stranger does not even learn which addresses exist. */
async function nothingHere(request: Request): Promise<Response> {
  try {
    await askerOf(request, { role: "viewer", rows: "none" }, new Date());
    throw new HttpRefusal(404, "not_found", "There is nothing at this address.");
  } catch (error) {
    return problemOf(error, "unknown address");
  }
}

export const GET = nothingHere;
export const POST = nothingHere;
export const PUT = nothingHere;
export const PATCH = nothingHere;
export const DELETE = nothingHere;
