/** What a person does in a browser at the provider: sign in, and allow or cancel. Answers the address that the browser is then sent to. */
export async function atTheProvider(address: string, { login, allows = true }: { login: string; allows?: boolean }): Promise<URL> {
  const origin = new URL(address).origin
  const jar = new Map<string, string>()
  async function go(to: string, form?: Record<string, string>): Promise<Response> {
    const answer = await fetch(new URL(to, origin), {
      method: form ? "POST" : "GET",
      redirect: "manual",
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; ") },
      ...(form && { body: new URLSearchParams(form) }),
    })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value) jar.set(name, value)
      else jar.delete(name)
    }
    return answer
  }
  async function follow(answer: Response): Promise<string> {
    const to = answer.headers.get("location") ?? ""
    if (!to) throw new Error(`the provider answered ${answer.status}: ${(await answer.text()).slice(0, 2_000)}`)
    return to
  }
  const isHere = (to: string) => new URL(to, origin).origin === origin
  let at = await follow(await go(address))
  for (let steps = 0; steps < 12; steps++) {
    if (!isHere(at)) return new URL(at)
    if (!/\/interaction\/[\w-]+$/.test(at)) {
      at = await follow(await go(at))
      continue
    }
    const page = await (await go(at)).text()
    if (!allows) at = await follow(await go(`${at}/abort`))
    else
      at = await follow(await go(at, page.includes('value="login"') ? { prompt: "login", login, password: "any" } : { prompt: "consent" }))
  }
  throw new Error("the provider leads in a circle")
}
