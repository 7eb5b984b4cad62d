#!/bin/sh
# PostgreSQL's restore_command: fetches the file $1 of the log out of the folder COMMONWEAL_WAL to $2. Answers 1 where it is not there.
set -eu
[ -e "$COMMONWEAL_WAL/$1.gz" ] || exit 1
gzip -dc < "$COMMONWEAL_WAL/$1.gz" > "$2"
