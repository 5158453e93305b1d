import { expect, test } from 'vitest'
import { isPublicAddress } from './address-guard'
import { requireWebAddress } from './web-address'

const refusalOf = (address: string): string => {
  try {
    return `asked for ${requireWebAddress(address, isPublicAddress).href}`
  } catch (error) {
    return String(error)
  }
}

test('only web addresses on the public internet may be asked for, in whatever way they are spelled', () => {
  const inside = [
    ...['127.0.0.1', '127.1', '2130706433', '0x7f000001', '0x7f.1', '0177.0.0.1', '127.0.0.1.', '１２７.0.0.1', '0', '0.0.0.0'],
    ...['10.1.2.3', '100.64.0.1', '169.254.169.254', '0xa9fea9fe', '172.16.0.1', '192.168.0.1', '198.18.0.1', '224.0.0.1', '240.0.0.1'],
    ...['[::]', '[::1]', '[::ffff:10.0.0.1]', '[::ffff:a9fe:a9fe]', '[64:ff9b::10.0.0.1]', '[64:ff9b:1::a00:1]', '[2002:a00:1::]'],
    ...['[fc00::1]', '[fd00:ec2::254]', '[fe80::1]', '[ff02::1]', '[2001:db8::1]'],
  ]
  for (const host of inside) expect(refusalOf(`http://${host}/`), host).toContain('is not on the public internet')
  for (const address of ['file:///etc/passwd', 'gopher://site.example/', 'javascript:alert(1)', 'http://', 'site.example', 'data:,x'])
    expect(refusalOf(address), address).toContain('is not a web address')
  expect(refusalOf('https://name:word@site.example/')).toContain('contains a password')
  expect(refusalOf('http://site.example:25/')).toContain('port 25 is not a port of web sites')
  for (const address of ['https://site.example/', 'http://93.184.216.34/', 'http://[2606:2800:220:1::1]/', 'http://site.example:8080/'])
    expect(refusalOf(address)).toBe(`asked for ${address}`)
})
