import fs from 'node:fs'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../..')

/** Headers that Next reads from requests, as its own source names them, so that a new version's are tried too. */
export function headersOfNext(): Record<string, string> {
  const found = new Set<string>()
  for (const file of sourcesOf(path.join(root, 'node_modules/next/dist'))) {
    for (const [, name] of fs
      .readFileSync(file, 'utf8')
      .matchAll(/['"`](rsc|next-[a-z-]+|x-(?:nextjs|middleware|now|matched|invoke|prerender|next|vercel|action)-[a-z-]+)['"`]/gi))
      found.add((name as string).toLowerCase())
  }
  return { ...Object.fromEntries([...found].map((name) => [name, '1'])), ...known }
}

/** With values that would mean something. */
const known = {
  rsc: '1',
  'next-router-prefetch': '1',
  'next-router-segment-prefetch': '/_tree',
  'next-router-state-tree': encodeURIComponent(JSON.stringify(['', { children: ['__PAGE__', {}] }, null, null, true])),
  'next-url': '/answers',
  'next-action': '00'.repeat(21),
  'x-nextjs-data': '1',
  'x-matched-path': '/answers',
  'x-now-route-matches': '1=answers',
  'x-invoke-path': '/answers',
  'x-invoke-status': '500',
  'x-invoke-error': '{"message":"x"}',
  'x-invoke-query': '%7B%22a%22%3A1%7D',
  'x-invoke-output': '/answers',
  'x-middleware-invoke': '1',
  'x-middleware-subrequest': 'middleware:middleware:middleware:middleware:middleware',
  'x-middleware-rewrite': '/answers',
  'x-prerender-revalidate': 'x',
  'x-prerender-bypass-mode': '1',
}

function sourcesOf(dist: string): string[] {
  const folders = ['server', 'lib', 'client/components', 'shared/lib'].map((folder) => path.join(dist, folder))
  return folders.flatMap((folder) =>
    fs
      .readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.js') && !file.includes('/compiled/'))
      .map((file) => path.join(folder, file)),
  )
}

/** What browsers, proxies and programs send besides. */
export const standardHeaders: Record<string, string> = {
  Accept: 'application/json',
  'Accept-Charset': 'iso-8859-1',
  'Accept-Datetime': 'Thu, 31 May 2007 20:35:00 GMT',
  'Accept-Language': 'ja',
  'Access-Control-Request-Headers': 'x-a',
  'Access-Control-Request-Method': 'PUT',
  Authorization: 'Basic YTpi',
  'Cache-Control': 'no-cache',
  'Content-Encoding': 'gzip',
  'Content-Security-Policy': "script-src 'nonce-AAAAAAAAAAAAAAAA'",
  'Content-Security-Policy-Report-Only': "script-src 'nonce-BBBBBBBBBBBBBBBB'",
  'Content-Type': 'text/plain',
  Cookie: 'theme=dark; __prerender_bypass=x; __next_preview_data=x; next-instant-navigation-testing=1',
  Date: 'Tue, 15 Nov 1994 08:12:31 GMT',
  DNT: '1',
  'Device-Memory': '0.25',
  Downlink: '0.1',
  DPR: '3',
  ECT: 'slow-2g',
  Forwarded: 'for=192.0.2.60;proto=https;host=evil.example',
  From: 'someone@example.org',
  Host: 'evil.example',
  'If-Match': '"x"',
  'If-Modified-Since': 'Tue, 15 Nov 2044 08:12:31 GMT',
  'If-None-Match': '"x"',
  'If-Range': '"x"',
  'If-Unmodified-Since': 'Tue, 15 Nov 1994 08:12:31 GMT',
  'Max-Forwards': '0',
  Origin: 'https://evil.example',
  Pragma: 'no-cache',
  Prefer: 'return=minimal',
  Priority: 'u=5',
  'Proxy-Authorization': 'Basic YTpi',
  Purpose: 'prefetch',
  Range: 'bytes=0-4',
  Referer: 'https://evil.example/',
  RTT: '3000',
  'Save-Data': 'on',
  'Sec-CH-UA-Mobile': '?1',
  'Sec-Fetch-Dest': 'image',
  'Sec-Fetch-Mode': 'no-cors',
  'Sec-Fetch-Site': 'cross-site',
  'Sec-Purpose': 'prefetch',
  'Service-Worker': 'script',
  TE: 'trailers',
  Traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  'Upgrade-Insecure-Requests': '1',
  'User-Agent': 'Twitterbot/1.0',
  Via: '1.1 evil.example',
  'Viewport-Width': '320',
  'X-Forwarded-For': '192.0.2.60',
  'X-Forwarded-Host': 'evil.example',
  'X-Forwarded-Port': '1',
  'X-Forwarded-Proto': 'https',
  'X-HTTP-Method-Override': 'DELETE',
  'X-Original-URL': '/answers',
  'X-Rewrite-URL': '/answers',
  'X-Requested-With': 'XMLHttpRequest',
}
