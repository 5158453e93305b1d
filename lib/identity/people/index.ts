export { findOrCreatePerson, namesOfErased, personNamed, personNameOf, wasErased } from './find-or-create'
export { findPerson } from './queries'
