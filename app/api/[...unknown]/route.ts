import { HttpRefusal, problemOf } from "../problem";

const nothingHere = async (): Promise<Response> =>
  problemOf(new HttpRefusal(404, "not_found", "There is nothing at this address."), "unknown address");

export const GET = nothingHere;
export const POST = nothingHere;
export const PUT = nothingHere;
export const PATCH = nothingHere;
export const DELETE = nothingHere;
