import { Storage } from "@google-cloud/storage"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type GcsDouble, gcsDouble } from "./gcs"

let double: GcsDouble
let email: string
beforeAll(async () => {
  double = await gcsDouble()
  const many = Object.fromEntries(Array.from({ length: 1_200 }, (_, at) => [`many/${String(at).padStart(4, "0")}.csv`, "id\n"]))
  double.bucket("shop", { ...many, "people.csv": "id,name\n1,Ann\n", "a folder/ü?.csv": "x\n" })
  email = double.reader("shop", ["storage.objects.list", "storage.objects.get", "storage.objects.create"]).clientEmail
})
afterAll(() => double.close())

/** The official client. Its sign-in always goes to Google, so it is handed a token of the double. */
function client(token = double.accounts.issue(email, ["https://www.googleapis.com/auth/devstorage.read_only"])) {
  const headers = async () => new Headers({ authorization: `Bearer ${token}` })
  const authClient = {
    getRequestHeaders: headers,
    getAccessToken: async () => ({ token }),
    credentials: { access_token: token },
    transporter: {},
  }
  return new Storage({
    projectId: "patchbay-trial",
    apiEndpoint: double.url,
    useAuthWithCustomEndpoint: true,
    authClient: authClient as never,
    retryOptions: { autoRetry: false },
  })
}

test("Google's own client pages, folds, reads and asks for permissions", async () => {
  const bucket = client().bucket("shop")
  const [all] = await bucket.getFiles()
  expect(all).toHaveLength(1_202)
  const [top, , answer] = await bucket.getFiles({ delimiter: "/", autoPaginate: false })
  expect(top.map(({ name }) => name)).toEqual(["people.csv"])
  expect((answer as { prefixes?: string[] }).prefixes).toEqual(["a folder/", "many/"])
  const [content] = await bucket.file("people.csv").download({ validation: false })
  expect(content.toString()).toBe("id,name\n1,Ann\n")
  const [part] = await bucket.file("people.csv").download({ start: 3, end: 6, validation: false })
  expect(part.toString()).toBe("name")
  const [metadata] = await bucket.file("a folder/ü?.csv").getMetadata()
  expect(metadata).toMatchObject({ name: "a folder/ü?.csv", size: "2" })
  const [held] = await bucket.iam.testPermissions(["storage.objects.get", "storage.objects.create", "storage.objects.delete"])
  expect(held).toEqual({ "storage.objects.get": true, "storage.objects.create": true, "storage.objects.delete": false })
})

test("it understands each refusal", async () => {
  const refusal = (work: Promise<unknown>) =>
    work.then(
      () => undefined,
      ({ code, message }) => `${code} ${message}`,
    )
  expect(await refusal(client().bucket("gone").getFiles())).toContain("404 The specified bucket does not exist.")
  expect(await refusal(client().bucket("shop").file("gone").getMetadata())).toContain("404 No such object: shop/gone")
  expect(await refusal(client().bucket("shop").getMetadata())).toContain("403")
  expect(await refusal(client("nonsense").bucket("shop").getFiles())).toContain("401 Invalid Credentials")
})
