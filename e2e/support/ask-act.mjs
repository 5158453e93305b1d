// Asks the process of act.ts that listens at a socket: `ask-act.mjs SOCKET < '["reply", "12", "text"]'`. Plain JavaScript: it starts at once.
import fs from 'node:fs'
import http from 'node:http'

const asked = http.request({ socketPath: process.argv[2], method: 'POST' }, async (response) => {
  let text = ''
  for await (const chunk of response) text += chunk
  if (response.statusCode === 200) return process.stdout.write(text)
  process.stderr.write(text)
  process.exitCode = 1
})
asked.end(fs.readFileSync(0))
