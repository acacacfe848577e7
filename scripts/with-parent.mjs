// Loaded before a child's own program: when the launcher is killed outright, its end of the channel closes and the child goes too.
// Children of that child load this file as well, but for them the mark is gone.
if (process.channel && process.env.PATCHBAY_CHILD) {
  delete process.env.PATCHBAY_CHILD
  process.on("disconnect", () => {
    process.kill(process.pid, "SIGTERM")
    setTimeout(() => process.exit(1), 10_000).unref()
  })
  process.channel.unref()
}
