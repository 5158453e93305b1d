import type { SampleAnswer } from '../types'

export const localNetwork: SampleAnswer = {
  slug: 'local-network-permission',
  topic: 'permissions',
  title: 'Local network permission: when it is asked, and after a refusal',
  summary:
    'The system asks once, at the first packet that stays in the house, and not at launch. How to choose that moment, how to notice a refusal, and the one place to undo it.',
  tags: ['local-network', 'bonjour', 'permissions'],
  aliases: ['PolicyDenied', '-65570', 'local network alert', 'NSLocalNetworkUsageDescription'],
  appliesTo: ['iOS 14 and later', 'macOS 15 and later'],
  reviewAt: '2027-04-01',
  views: 40310,
  lead: `There is no call that asks for this permission, and none that tells how it stands. Everything below follows from that.`,
  sections: {
    when: {
      heading: 'When the alert appears',
      body: `With the first outgoing packet to an address of the local network: a Bonjour browse, a multicast, a connection to 192.168.1.20. Declare what you look for, or nothing is sent and nothing is asked.

\`\`\`xml
<key>NSLocalNetworkUsageDescription</key>
<string>Finds the speakers in your home.</string>
<key>NSBonjourServices</key>
<array><string>_speaker._tcp</string></array>
\`\`\`

Make that first packet follow a tap that explains it. An alert at launch is refused about twice as often in our own apps.`,
    },
    refusal: {
      heading: 'Notice a refusal',
      body: `A browser goes to \`waiting\` with \`PolicyDenied\`, which is \`-65570\`. So does a person who has not answered yet: \`waiting\` is not the end, keep the browser running. A plain connection stays in \`waiting\` too, with \`path.unsatisfiedReason == .localNetworkDenied\`.

\`\`\`swift
browser.stateUpdateHandler = { state in
    if case .waiting(let error) = state, case .dns(let code) = error, code == DNSServiceErrorType(kDNSServiceErr_PolicyDenied) {
        showHowToAllow()      // and leave the browser running
    }
}
\`\`\``,
    },
    undo: {
      heading: 'The one place to undo it',
      body: `Settings, Privacy & Security, Local Network. The app can open its own page of Settings and no deeper. If the app is missing in that list, it never sent a local packet; if the switch is on and nothing works, restart the device before you look for your own mistake. We have seen the switch and the truth disagree after a restore from backup.`,
    },
    simulator: {
      heading: 'In the simulator',
      body: `The simulator does not ask; on recent systems the Mac does, for the tool that runs it. A test that passes there proves nothing about a phone.`,
    },
  },
  revisions: [
    {
      at: '2025-05-19',
      by: 'Ines Okafor',
      note: 'First published.',
      significance: 'major',
      sections: ['when', 'refusal', 'undo'],
      formerly: [[' We have seen the switch and the truth disagree after a restore from backup.', '']],
    },
    {
      at: '2026-02-08',
      by: 'Tomasz Wrona',
      reviewer: 'Ines Okafor',
      note: 'The restore case, reported by four people in a week.',
      significance: 'minor',
      sections: ['when', 'refusal', 'undo'],
    },
    {
      at: '2026-10-17',
      by: 'Ines Okafor',
      reviewer: 'Tomasz Wrona',
      note: 'The simulator behaves otherwise since the Mac asks too.',
      significance: 'major',
      sections: ['when', 'refusal', 'undo', 'simulator'],
    },
  ],
}
