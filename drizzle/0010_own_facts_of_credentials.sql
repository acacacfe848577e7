-- What the web says of a credential beside its sealed text: until when it lasts, and since when another has taken its place.
grant select (expires_at, superseded_at) on credentials to patchbay_web;
