/** Cost Explorer's advice names regions as the console does. */
const names: Record<string, string> = {
  "US East (N. Virginia)": "us-east-1",
  "US East (Ohio)": "us-east-2",
  "US West (N. California)": "us-west-1",
  "US West (Oregon)": "us-west-2",
  "Africa (Cape Town)": "af-south-1",
  "Asia Pacific (Hong Kong)": "ap-east-1",
  "Asia Pacific (Hyderabad)": "ap-south-2",
  "Asia Pacific (Jakarta)": "ap-southeast-3",
  "Asia Pacific (Melbourne)": "ap-southeast-4",
  "Asia Pacific (Mumbai)": "ap-south-1",
  "Asia Pacific (Osaka)": "ap-northeast-3",
  "Asia Pacific (Seoul)": "ap-northeast-2",
  "Asia Pacific (Singapore)": "ap-southeast-1",
  "Asia Pacific (Sydney)": "ap-southeast-2",
  "Asia Pacific (Tokyo)": "ap-northeast-1",
  "Canada (Central)": "ca-central-1",
  "Canada West (Calgary)": "ca-west-1",
  "EU (Frankfurt)": "eu-central-1",
  "EU (Ireland)": "eu-west-1",
  "EU (London)": "eu-west-2",
  "EU (Milan)": "eu-south-1",
  "EU (Paris)": "eu-west-3",
  "EU (Spain)": "eu-south-2",
  "EU (Stockholm)": "eu-north-1",
  "EU (Zurich)": "eu-central-2",
  "Israel (Tel Aviv)": "il-central-1",
  "Middle East (Bahrain)": "me-south-1",
  "Middle East (UAE)": "me-central-1",
  "South America (Sao Paulo)": "sa-east-1",
};

/** A name that is not known stays as it is told: better than no region. */
export function regionCode(told: string | null): string | null {
  if (told === null) return null;
  return names[told.replace(/^Europe \(/, "EU (")] ?? told;
}

export function regionName(code: string): string {
  return Object.entries(names).find(([, each]) => each === code)?.[0] ?? code;
}
