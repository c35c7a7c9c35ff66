/** An online shop for home and garden with a delivery network of its own. Invented; any likeness is chance. */
export const companyName = "Mallow & Finch";

export const environments = ["prod", "staging", "dev"] as const;
export type Environment = (typeof environments)[number];

export type Team = { name: string; costCenter: string; owner: string };

/** Teams that own spend, with the cost centre finance books it on. */
export const teams = {
  storefront: { name: "Storefront", costCenter: "CC-1100", owner: "maya.okafor@mallowfinch.example" },
  payments: { name: "Payments", costCenter: "CC-1200", owner: "jonas.lindqvist@mallowfinch.example" },
  logistics: { name: "Logistics", costCenter: "CC-1300", owner: "priya.raman@mallowfinch.example" },
  data: { name: "Data platform", costCenter: "CC-2100", owner: "tomas.herrera@mallowfinch.example" },
  recommendations: { name: "Recommendations", costCenter: "CC-2200", owner: "ines.duarte@mallowfinch.example" },
  mobile: { name: "Mobile", costCenter: "CC-1400", owner: "kofi.mensah@mallowfinch.example" },
  platform: { name: "Platform", costCenter: "CC-3100", owner: "hannah.weiss@mallowfinch.example" },
  security: { name: "Security", costCenter: "CC-3200", owner: "liam.byrne@mallowfinch.example" },
  workplace: { name: "Workplace IT", costCenter: "CC-4100", owner: "sofia.rossi@mallowfinch.example" },
  marketing: { name: "Marketing", costCenter: "CC-1500", owner: "noor.haddad@mallowfinch.example" },
} as const satisfies Record<string, Team>;
export type TeamId = keyof typeof teams;
