#!/bin/sh
# A fake program of a test is a link to this one, with a script next to it. The test cannot write a program
# itself: a file that a child of another thread still has open for writing cannot be executed.
. "$0.sh"
