/**
 * Loaded into the server by the start script: when that script is killed without a chance to pass the signal on, the
 * server must not live on as an orphan that holds the port.
 */
if (process.channel !== undefined) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref();
}
