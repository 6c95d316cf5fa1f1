import type { SignIn } from '../sign-in/sign-in.ts';
import type { RequestRegister } from './request-register.ts';

/** The same sign-in, which also notes in the register whose request it is; of an admin's route that refuses, too. */
export function notePeople(signIn: SignIn, register: RequestRegister): SignIn {
  const anyone: SignIn['anyone'] = (request) => {
    const person = signIn.anyone(request);
    register.notePerson(request, person.id);
    return person;
  };
  return {
    ...signIn,
    anyone,
    admin(request) {
      anyone(request);
      return signIn.admin(request);
    },
  };
}
