import { gcpServices } from "./gcp-services";
import { type Provider, type Workload, workload } from "./provider";

const belgium = "europe-west1";
const iowa = "us-central1";
const search = ["storefront", "prod", "search"] as const;
const analytics = ["data", "prod", "analytics"] as const;
const attribution = ["marketing", "prod", "attribution"] as const;
const routing = ["logistics", "prod", "routing"] as const;

const untagged = (line: Workload): Workload => ({ ...line, untagged: true });

/** Google Cloud came with what its services do best: search, analytics, route planning. */
export const gcp: Provider = {
  key: "gcp",
  name: "Google Cloud",
  publisher: "Google",
  issuer: "Google Cloud EMEA Limited",
  billingAccount: { id: "01A4F2-9C37D1-5BE860", name: "Mallow & Finch", type: "Billing Account" },
  subAccountType: "Project",
  accounts: [
    { key: "search", id: "mf-search-prod", name: "mf-search-prod" },
    { key: "search-dev", id: "mf-search-dev", name: "mf-search-dev", rhythm: "office" },
    { key: "analytics", id: "mf-analytics-prod", name: "mf-analytics-prod" },
    { key: "marketing", id: "mf-attribution", name: "mf-attribution" },
    { key: "routing", id: "mf-routing-prod", name: "mf-routing-prod" },
  ],
  regions: { "europe-west1": "Belgium", "us-central1": "Iowa" },
  services: gcpServices,
  workloads: [
    workload("search", "gke", "search", [3, 2100], search, belgium),
    workload("search", "vm", "ranker", [10, 2700], search, belgium),
    workload("search", "vertex", "semantic-search", [2, 620], search, belgium),
    workload("search", "network", "search-egress", [2, 540], search, belgium),
    workload("search", "logging", "search-logs", [1, 310], search, belgium),
    workload("search", "search", "elastic-cloud", [1, 900], search, belgium),
    workload("search-dev", "gke", "search-dev", [1, 380], ["storefront", "dev", "search"], belgium),
    untagged(workload("search-dev", "vm", "bench", [5, 760], ["storefront", "dev", "search"], belgium)),
    workload("analytics", "bigquery", "warehouse", [6, 4200], analytics, belgium),
    workload("analytics", "storage", "lake", [4, 1300], analytics, belgium),
    workload("analytics", "run", "loaders", [4, 420], analytics, belgium),
    workload("analytics", "pubsub", "clicks", [3, 510], analytics, belgium),
    untagged(workload("analytics", "bigquery", "adhoc", [3, 1300], analytics, iowa)),
    workload("marketing", "bigquery", "attribution", [2, 920], attribution, belgium),
    workload("marketing", "run", "tagging", [3, 260], attribution, belgium),
    untagged(workload("marketing", "storage", "campaign-exports", [3, 420], attribution, belgium)),
    workload("routing", "maps", "route-planner", [1, 2100], routing, iowa),
    workload("routing", "sql", "routes-db", [3, 1500], routing, iowa),
    workload("routing", "vm", "solver", [8, 1900], routing, iowa),
    workload("routing", "pubsub", "positions", [2, 340], routing, iowa),
    workload("routing", "network", "routing-egress", [1, 190], routing, iowa),
    workload("routing", "logging", "routing-logs", [1, 170], routing, iowa),
  ],
  commitments: [
    {
      name: "cud-cloud-sql",
      type: "Committed Use Discount",
      category: "Spend",
      account: "routing",
      workload: "routes-db",
      starts: "02-20",
      daily: 24,
      pricePercent: 75,
    },
    {
      name: "cud-ranker-cores",
      type: "Committed Use Discount",
      category: "Usage",
      account: "search",
      workload: "ranker",
      starts: "06-05",
      daily: 33.6,
      pricePercent: 63,
    },
  ],
  resourceId: ({ region }, { resourceType }, { id }, name) =>
    `//${resourceType.split("/")[0]}/projects/${id}/locations/${region}/${name}`,
  lacks: [],
  creditMonthly: -280,
  creditName: "Spending-based promotional credit",
  support: null,
  taxPercent: 2,
  numbersInvoices: true,
};
