// Loaded before a child's own program: when the launcher is killed outright, its end of the channel closes and the child goes too.
if (process.channel) {
  process.on("disconnect", () => {
    process.kill(process.pid, "SIGTERM")
    setTimeout(() => process.exit(1), 10_000).unref()
  })
  process.channel.unref()
}
