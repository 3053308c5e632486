<?php
/**
 * What the server sends to the collector.
 *
 * @package Sayso
 */

defined( 'ABSPATH' ) || exit;

/**
 * In the background, by WooCommerce's Action Scheduler or WordPress' cron: no page waits, and no order fails. An event's id
 * is made of what it is about, so that it is stored once, however often it is sent.
 */
final class Sayso_Outgoing {
	const HOOK = 'sayso_send';

	/** Seconds until the next attempt. */
	const WAITS = array( 60, 300, 1800, 7200, 43200 );

	public static function init(): void {
		add_action( self::HOOK, array( self::class, 'send' ), 10, 5 );
	}

	/** No subject and no amount is in what is queued. */
	public static function queue( int $order_id, string $name, string $of ): void {
		$at = gmdate( 'Y-m-d\TH:i:s', time() ) . sprintf( '.%03dZ', (int) ( fmod( microtime( true ), 1 ) * 1000 ) );
		self::later( self::HOOK, array( $order_id, $name, $of, $at, 0 ), time() );
	}

	/** `$at`: seconds since 1970. */
	public static function later( string $hook, array $with, int $at ): void {
		if ( function_exists( 'as_schedule_single_action' ) ) {
			as_schedule_single_action( $at, $hook, $with, 'sayso' );
		} else {
			wp_schedule_single_event( $at, $hook, $with );
		}
	}

	/**
	 * @param int    $order_id Of the order.
	 * @param string $name     Of the event.
	 * @param string $of       The refund's id, or the status.
	 * @param string $at       RFC 3339: when it happened.
	 * @param int    $attempts How many there were.
	 */
	public static function send( $order_id, $name, $of, $at, $attempts ): void {
		$order = wc_get_order( $order_id );
		$whose = $order ? Sayso_Order_Subject::of( $order ) : null;
		$props = $whose ? Sayso_Later::props( $order, $name, $of ) : null;
		if ( null === $props ) {
			return;
		}
		$id   = self::id( home_url() . "/sayso/$order_id/$name/$of" );
		$body = array(
			'subject' => $whose[0],
			'sentAt'  => gmdate( 'Y-m-d\TH:i:s\Z' ),
			'events'  => array( compact( 'id', 'name', 'at', 'props' ) ),
		);
		if ( $whose[1] ) {
			$body['signals'] = array( 'gpc' => true );
		}
		$answer = wp_remote_post(
			Sayso_Settings::address( '/v1/{site}/events' ),
			array(
				'timeout'     => 5,
				'redirection' => 0,
				'user-agent'  => 'Sayso-WordPress/' . SAYSO_VERSION,
				'headers'     => array( 'Content-Type' => 'application/json' ),
				'body'        => wp_json_encode( $body ),
			)
		);
		$status = is_wp_error( $answer ) ? 0 : (int) wp_remote_retrieve_response_code( $answer );
		if ( 200 === $status ) {
			$said = json_decode( wp_remote_retrieve_body( $answer ), true );
			// Erased since, or withdrawn: then nothing of this visitor's is kept here either.
			if ( in_array( $said['refused'][0]['reason'] ?? '', array( 'no-receipt', 'denied' ), true ) ) {
				Sayso_Order_Subject::forget( $order );
			}
		} elseif ( 0 === $status || 429 === $status || $status >= 500 ) {
			if ( isset( self::WAITS[ $attempts ] ) ) {
				self::later( self::HOOK, array( $order_id, $name, $of, $at, $attempts + 1 ), time() + self::WAITS[ $attempts ] );
			} else {
				self::note( "the collector did not take $name of order $order_id after " . ( $attempts + 1 ) . " attempts: $status" );
			}
		} else {
			self::note( "the collector did not take $name of order $order_id: $status" );
		}
	}

	/** Into WooCommerce's log: no subject, no address, no content of an event. */
	public static function note( string $what ): void {
		if ( function_exists( 'wc_get_logger' ) ) {
			wc_get_logger()->warning( $what, array( 'source' => 'sayso' ) );
		}
	}

	/** A UUID, version 5 (RFC 9562, section 5.5), in the namespace of addresses. */
	public static function id( string $name ): string {
		$hex    = substr( sha1( (string) hex2bin( '6ba7b8119dad11d180b400c04fd430c8' ) . $name ), 0, 32 );
		$hex[12] = '5';
		$hex[16] = dechex( ( hexdec( $hex[16] ) & 0x3 ) | 0x8 );
		return vsprintf( '%s%s-%s-%s-%s-%s%s%s', str_split( $hex, 4 ) );
	}
}
