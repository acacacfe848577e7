import { expect, test } from "vitest"
import { manifests } from "../manifests"
import { readPaste } from "../paste"

test("CAT-5 the page says how others read S3, that ours is direct, and that the other way was not run", () => {
  const said = manifests.s3.facts.join(" ")
  for (const words of ["via BigQuery Omni", "Patchbay reads the bucket directly", "Beta, not run"]) expect(said).toContain(words)
  expect(manifests.s3.description).toBe("Connect to S3 buckets with data files.")
})

test("the script is a policy with the names that were typed, and the trust policy only where a role is used", () => {
  const withRole = manifests.s3.script({ bucket: "shop", prefixes: "a, b/", externalId: "patchbay-1" }, {})
  expect(withRole).toContain('"arn:aws:s3:::shop/b/*"')
  expect(withRole).toContain('"sts:ExternalId": "patchbay-1"')
  expect(manifests.s3.script({ bucket: "shop" }, {})).not.toContain("sts:")
})

test("an address and an access key are read from what people paste", () => {
  expect(readPaste("s3://shop/crm/daily/")).toMatchObject({
    platform: "s3",
    settings: { bucket: "shop", prefixes: "crm/daily/" },
    keys: {},
  })
  expect(readPaste("s3://shop/crm/a.csv")).toMatchObject({
    settings: { prefixes: "crm/" },
    notes: [expect.stringContaining("single file")],
  })
  expect(readPaste("[default]\naws_access_key_id = AKIAX\naws_secret_access_key = abc/+=\nregion = eu-west-1")).toMatchObject({
    method: "key",
    settings: { region: "eu-west-1" },
    keys: { accessKeyId: "AKIAX", secretAccessKey: "abc/+=" },
  })
})
