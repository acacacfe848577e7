import type { Guide } from "../connector"
import { consentCauses } from "../consent/causes"

export const salesforceGuide: Guide = {
  steps: [
    {
      title: "Choose who signs in",
      text: "What Patchbay may read is what this user may read. Take an integration user of your own with API Enabled and Read on Contacts, not a person who may leave.",
    },
    {
      title: "Let Patchbay's client in",
      text: "Where your Salesforce admits only approved apps, an administrator opens Setup, Connected Apps OAuth Usage, and installs Patchbay there after the first attempt.",
    },
    {
      title: "Sign in and allow",
      text: "The button at the end of the form leads to Salesforce. Sign in as that user, compare what is asked with the list here, and allow it. You come back by yourself.",
    },
  ],
  reaches:
    "login.salesforce.com, test.salesforce.com or your My Domain, and the host of your organization under my.salesforce.com, on port 443. With login IP ranges, Salesforce must let Patchbay's addresses in",
  causes: [
    ...consentCauses,
    {
      reason: "unsupported",
      says: "A property is not named as Salesforce names its fields",
      why: "The job looks up a property by its label, and Salesforce knows it by its API name.",
      remedy: "Take the name from Setup, Object Manager, Contact, Fields, and make the job again.",
    },
  ],
}
