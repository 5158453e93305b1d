// What other parts may use to ask other sites for what people's texts name.
export { AddressRefusedError } from './address-guard'
export { openPage, publicInternet, type Reach } from './open-page'
export { requireWebAddress } from './web-address'
