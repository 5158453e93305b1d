import './globals.css'
import type { Metadata, Viewport } from 'next'
import { env } from '@/lib/platform/env'

// Pages are made when they are asked for and cached by our own server, never by the build (decision 0003).
export const dynamic = 'force-dynamic'

export function generateMetadata(): Metadata {
  const { siteName, siteUrl } = env()
  return {
    metadataBase: new URL(siteUrl),
    title: { default: siteName, template: `%s · ${siteName}` },
  }
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fbfaf8' },
    { media: '(prefers-color-scheme: dark)', color: '#171512' },
  ],
}

export default function RootLayout({ children }: { children: React.ReactNode }) {
  return (
    <html lang="en">
      <head>
        <link rel="preload" href="/fonts/inter-5.3.0-latin.woff2" as="font" type="font/woff2" crossOrigin="anonymous" />
        <link rel="search" type="application/opensearchdescription+xml" href="/opensearch.xml" title={env().siteName} />
      </head>
      <body>{children}</body>
    </html>
  )
}
