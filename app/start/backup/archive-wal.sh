#!/bin/sh
# PostgreSQL's archive_command: $1 is a finished file of its log, $2 the file's name; COMMONWEAL_WAL names the folder it is kept in.
# It answers 0 only when the file lies there whole and on the disk. What is there already is never overwritten: the same again is
# fine, other content under the same name means that two databases write here, and PostgreSQL keeps the file and says so in its log.
set -eu
umask 077
kept="$COMMONWEAL_WAL/$2.gz"
if [ -e "$kept" ]; then
  gzip -dc < "$kept" | cmp -s - "$1" && exit 0
  echo "commonweal: $kept is there already with other content; nothing was overwritten" >&2
  exit 1
fi
beside="$COMMONWEAL_WAL/.$2.$$"
trap 'rm -f "$beside"' EXIT
gzip -1 -c < "$1" > "$beside"
# Where `sync` takes no names, everything is written to the disk.
sync "$beside" 2> /dev/null || sync
mv "$beside" "$kept"
sync "$COMMONWEAL_WAL" 2> /dev/null || sync
