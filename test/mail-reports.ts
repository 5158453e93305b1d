/** A mail of these lines. */
export const lines = (...all: string[]) => new TextEncoder().encode(`${all.join('\r\n')}\r\n`)

/** A report as a mail server writes it (RFC 3464), about one or more recipients. */
export const delivery = (recipients: string[][], original: string[] = []) =>
  lines(
    'From: MAILER-DAEMON@mx.example.net',
    'To: cairn@example.org',
    'Subject: Undelivered',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'Your mail to nobody@example.org could not be delivered.',
    '',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example.net',
    ...recipients.flatMap((fields) => ['', ...fields]),
    '',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    ...original,
    '',
    '--b--',
  )

/** Fields of a recipient whom the mail did not reach. */
export const failed = (address: string) => [
  `Final-Recipient: rfc822; ${address}`,
  'Action: failed',
  'Status: 5.1.1',
  'Diagnostic-Code: smtp; 550 5.1.1 No such',
  ' mailbox here',
]

/** A report that a reader called a mail unwanted (RFC 5965). */
export const feedback = (fields: string[], original: string[] = ['To: Mara <mara@example.org>', 'Subject: A reply']) =>
  lines(
    'From: feedback@provider.example',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=feedback-report; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'A complaint.',
    '--b',
    'Content-Type: message/feedback-report',
    '',
    ...fields,
    '',
    '--b',
    'Content-Type: message/rfc822',
    '',
    ...original,
    '',
    'Hello.',
    '--b--',
  )
