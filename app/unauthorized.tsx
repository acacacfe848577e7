/** Every page carries this along. None of ours throws it: who is signed out is led to the sign-in. */
export default function Unauthorized() {
  return <a href="/sign-in">Sign in to continue</a>
}
