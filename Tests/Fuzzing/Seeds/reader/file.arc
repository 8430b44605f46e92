filedesc://a.arc 0.0.0.0 20261122120000 text/plain 67
1 0 seeds
URL IP-address Archive-date Content-type Archive-length


http://a.example/ 192.0.2.1 20261122120000 text/html 69
HTTP/1.1 200 OK
Content-Type: text/plain
Content-Length: 5

hello
