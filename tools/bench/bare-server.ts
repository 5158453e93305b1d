// A server that does nothing but send one response: what Node itself costs, beside every figure of a page.
import http from 'node:http'

let body = Buffer.alloc(0)
http
  .createServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Length': body.length })
    response.end(body)
  })
  .listen(Number(process.argv[2]), '127.0.0.1', () => process.send?.({ ready: 'listening' }))
process.on('message', (message: { body: string }) => {
  body = Buffer.from(message.body)
  process.send?.({ ready: 'loaded' })
})
process.on('disconnect', () => process.exit(0))
