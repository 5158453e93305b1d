import { expect, test } from 'vitest'
import { reportExcerpt } from './report-excerpt'

const before = 'I have a pump of the old kind and it stands in the cellar. '.repeat(6)

test('the beginning is shown where it has the report, or where nothing has', () => {
  expect(reportExcerpt('Thanks. It does not work any more. Mine is blue.')).toBe('Thanks. It does not work any more. Mine is blue.')
  expect(reportExcerpt(before)).toBe(`${before.slice(0, 280).trimEnd()} …`)
  expect(reportExcerpt(`It doesn’t work. ${before}`)).toMatch(/^It doesn’t work\. I have .* …$/)
})

test('a report that comes later is shown from its own sentence on', () => {
  expect(reportExcerpt(`${before}It does not work any more. Mine is blue.`)).toBe('… It does not work any more. Mine is blue.')
})
