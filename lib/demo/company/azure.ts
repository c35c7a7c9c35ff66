import { azureServices } from "./azure-services";
import { type Provider, type Workload, workload } from "./provider";

const west = "westeurope";
const east = "eastus2";
const erp = ["workplace", "prod", "erp"] as const;
const warehouse = ["logistics", "prod", "warehouse"] as const;
const desk = ["workplace", "prod", "desktops"] as const;
const reporting = ["data", "prod", "reporting"] as const;
const care = ["storefront", "prod", "customer-care"] as const;

const untagged = (line: Workload): Workload => ({ ...line, untagged: true });

/** Azure runs what the company bought ready-made: the ERP, warehouses, desktops and office data. */
export const azure: Provider = {
  key: "azure",
  name: "Microsoft",
  publisher: "Microsoft",
  issuer: "Microsoft",
  billingAccount: {
    id: "/providers/Microsoft.Billing/billingAccounts/84356172",
    name: "Mallow & Finch Ltd",
    type: "Enterprise Agreement",
  },
  subAccountType: "Subscription",
  accounts: [
    { key: "erp", id: "/subscriptions/5b0c1d7e-3f42-4c8a-9d16-7be2a4c95f01", name: "mf-erp-prod" },
    {
      key: "erp-test",
      id: "/subscriptions/5b0c1d7e-3f42-4c8a-9d16-7be2a4c95f02",
      name: "mf-erp-test",
      rhythm: "office",
    },
    { key: "warehouse", id: "/subscriptions/5b0c1d7e-3f42-4c8a-9d16-7be2a4c95f03", name: "mf-warehouse-prod" },
    {
      key: "desktops",
      id: "/subscriptions/5b0c1d7e-3f42-4c8a-9d16-7be2a4c95f04",
      name: "mf-desktops",
      rhythm: "office",
    },
    { key: "reporting", id: "/subscriptions/5b0c1d7e-3f42-4c8a-9d16-7be2a4c95f05", name: "mf-reporting-prod" },
    { key: "care", id: "/subscriptions/5b0c1d7e-3f42-4c8a-9d16-7be2a4c95f06", name: "mf-customer-care" },
    {
      key: "sandbox",
      id: "/subscriptions/5b0c1d7e-3f42-4c8a-9d16-7be2a4c95f07",
      name: "mf-azure-sandbox",
      rhythm: "office",
    },
  ],
  regions: { westeurope: "West Europe", eastus2: "East US 2" },
  services: azureServices,
  workloads: [
    workload("erp", "vm", "erp-app", [8, 3400], erp, west),
    workload("erp", "disk", "erp-app-disk", [8, 620], erp, west),
    workload("erp", "sql", "erp-db", [3, 2900], erp, west),
    workload("erp", "backup", "erp-vault", [2, 380], erp, west),
    workload("erp", "storage", "erpdocs", [2, 310], erp, west),
    workload("erp", "monitor", "erp-logs", [1, 420], erp, west),
    workload("erp", "keyvault", "erp-keys", [1, 22], erp, west),
    workload("erp-test", "vm", "erp-test", [4, 780], ["workplace", "staging", "erp"], west),
    workload("erp-test", "sql", "erp-test-db", [1, 360], ["workplace", "staging", "erp"], west),
    untagged(workload("erp-test", "disk", "erp-old-disk", [5, 190], erp, west)),
    workload("warehouse", "aks", "wms-cluster", [2, 260], warehouse, east),
    workload("warehouse", "vm", "wms-node", [10, 3100], warehouse, east),
    workload("warehouse", "disk", "wms-node-disk", [6, 330], warehouse, east),
    workload("warehouse", "sql", "wms-db", [2, 1650], warehouse, east),
    workload("warehouse", "stream", "parcel-events", [1, 640], warehouse, east),
    workload("warehouse", "storage", "scanimages", [3, 880], warehouse, east),
    workload("warehouse", "bandwidth", "wms-egress", [1, 270], warehouse, east),
    workload("desktops", "avd", "desk-pool", [9, 2600], desk, west),
    workload("desktops", "storage", "profiles", [2, 480], desk, west),
    untagged(workload("desktops", "disk", "desk-images", [3, 150], desk, west)),
    workload("reporting", "fabric", "reporting-capacity", [1, 2300], reporting, west),
    workload("reporting", "storage", "lakehouse", [2, 740], reporting, west),
    workload("reporting", "sql", "marts", [2, 820], reporting, west),
    untagged(workload("reporting", "vm", "gateway", [3, 820], reporting, west)),
    workload("care", "openai", "care-assistant", [2, 900], care, east),
    workload("care", "app", "care-portal", [4, 760], care, east),
    workload("care", "monitor", "care-insights", [1, 190], care, east),
    untagged(workload("sandbox", "vm", "playground", [5, 1500], ["platform", "dev", "sandbox"], east)),
    untagged(workload("sandbox", "openai", "hackathon", [1, 240], ["platform", "dev", "sandbox"], east)),
    workload("erp", "defender", "defender-erp", [1, 330], ["security", "prod", "posture"], west),
    workload("warehouse", "defender", "defender-wms", [1, 260], ["security", "prod", "posture"], east),
  ],
  commitments: [
    {
      name: "VM_RI_erp-app",
      type: "Reservation",
      category: "Usage",
      account: "erp",
      workload: "erp-app",
      starts: "04-12",
      daily: 41.2,
      pricePercent: 62,
    },
  ],
  resourceId: ({ account, app }, { resourceType }, { id }, name) =>
    `${id}/resourcegroups/rg-${account}-${app}/providers/${resourceType.toLowerCase()}/${name}`,
  lacks: [
    "AvailabilityZone",
    "CapacityReservationId",
    "CapacityReservationStatus",
    "CommitmentDiscountQuantity",
    "CommitmentDiscountUnit",
    "SkuPriceDetails",
    "PricingCurrencyContractedUnitPrice",
    "PricingCurrencyEffectiveCost",
    "PricingCurrencyListUnitPrice",
  ],
  creditMonthly: -410,
  creditName: "Azure Prepayment credit",
  support: { name: "Azure Standard support", monthly: 1000 },
  taxPercent: 0,
  numbersInvoices: false,
};
