import type { SampleAnswer } from '../types'

export const signalStrength: SampleAnswer = {
  slug: 'wifi-signal-strength',
  topic: 'wifi-and-signal',
  title: 'Signal strength: what an app can know',
  summary:
    'Four different numbers go by that name, and an app may read at most one of them, on one kind of network. Usually it needs none: measure what the person cares about instead.',
  tags: ['wifi', 'cellular', 'signal-strength'],
  aliases: ['RSSI', 'signal bars', 'dBm', 'network quality indicator'],
  appliesTo: ['iOS and iPadOS', 'macOS where said'],
  reviewAt: '2027-03-01',
  views: 21780,
  lead: `People ask for "the signal strength" when a transfer is slow. The number they have in mind describes a radio; what they suffer from is a path. The two have less to do with each other than the bars suggest.`,
  sections: {
    four: {
      heading: 'Four numbers, one name',
      body: `- **RSSI** in dBm: the power that reaches the antenna. −50 is next to the access point, −85 is the far end of the garden.
- **Noise** in dBm, without which RSSI says little.
- **Rate** in Mbit/s: what the radio agreed to try, not what you get.
- **Bars**: a picture drawn by the system from rules it does not publish and may change.`,
    },
    wifi: {
      heading: 'Wi-Fi',
      body: `On macOS, CoreWLAN tells RSSI, noise and rate of an interface, once the person has allowed the app to use location. On iOS there is no such call for an ordinary app. A hotspot helper, which needs an entitlement that few are given, sees a value between 0 and 1 while it chooses a network, and no later.

\`\`\`swift
import CoreWLAN

let interface = CWWiFiClient.shared().interface()
print(interface?.rssiValue() ?? 0, interface?.noiseMeasurement() ?? 0)   // dBm, macOS only
\`\`\``,
    },
    cellular: {
      heading: 'Cellular',
      body: `No public call gives an app the strength of the cellular signal. Old recipes that walk the status bar's views, or look for private symbols, stop working with a system update, and such an app does not pass review. What is public is the radio technology in use, and it changes meaning with every generation.`,
    },
    instead: {
      heading: 'What to show instead',
      body: `Show what the person can act on. Time a small request to your own server every now and then while the screen is open, and say "slow" or "offline" in words. A path monitor tells whether an interface is expensive or constrained, which is often the real question behind the bars.

\`\`\`swift
let monitor = NWPathMonitor()
monitor.pathUpdateHandler = { path in
    print(path.status, path.isExpensive, path.isConstrained)
}
monitor.start(queue: .main)
\`\`\``,
    },
  },
  revisions: [
    {
      at: '2025-04-02',
      by: 'Tomasz Wrona',
      note: 'First published.',
      significance: 'major',
      sections: ['four', 'wifi', 'cellular'],
      formerly: [['−85 is the far end of the garden', '−85 is far away']],
    },
    {
      at: '2025-11-17',
      by: 'Tomasz Wrona',
      reviewer: 'Ines Okafor',
      note: 'Says what to show instead; eleven threads asked right after reading.',
      significance: 'major',
      sections: ['four', 'wifi', 'cellular', 'instead'],
      formerly: [['−85 is the far end of the garden', '−85 is far away']],
    },
    {
      at: '2026-11-03',
      by: 'Tomasz Wrona',
      reviewer: 'Ines Okafor',
      note: 'A picture for −85 dBm that people remember.',
      significance: 'minor',
      sections: ['four', 'wifi', 'cellular', 'instead'],
    },
  ],
}
